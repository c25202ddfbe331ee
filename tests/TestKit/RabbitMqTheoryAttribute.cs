using Xunit;

namespace ShopActors.TestKit;

/// <summary>A test with several cases that starts a RabbitMQ server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqTheoryAttribute : TheoryAttribute
{
    public RabbitMqTheoryAttribute() =>
        Skip = RequiresToolFactAttribute.WhyMissing(RabbitMqServer.Tool, RabbitMqServer.Install);
}
