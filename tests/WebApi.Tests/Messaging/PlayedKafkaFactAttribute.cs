namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>A test that makes brokers fail, which those of <c>KAFKA_BOOTSTRAP</c> cannot be told to.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PlayedKafkaFactAttribute : FactAttribute
{
    public PlayedKafkaFactAttribute() =>
        Skip = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP"))
            ? null
            : "The brokers of KAFKA_BOOTSTRAP cannot be sent away.";
}
