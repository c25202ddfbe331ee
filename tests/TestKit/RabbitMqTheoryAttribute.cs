using Xunit;

namespace ShopActors.TestKit;

/// <summary>A test as by <see cref="RabbitMqFactAttribute"/>, with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqTheoryAttribute : TheoryAttribute
{
    public RabbitMqTheoryAttribute() => Skip = RabbitMqServer.MissingReason;
}
