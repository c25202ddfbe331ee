using Xunit;

namespace ShopActors.TestKit;

/// <summary>
/// A test that starts a RabbitMQ server; without one installed it reports skipped and how to install it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = RabbitMqServer.MissingReason;
}
