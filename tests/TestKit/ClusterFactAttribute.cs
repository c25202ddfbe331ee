using Xunit;

namespace ShopActors.TestKit;

/// <summary>
/// A test that starts the servers of a cluster: Redis for its membership and PostgreSQL for its data. Without one of
/// them it reports skipped and how to install it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip =
        RedisServer.MissingReason ?? PostgresServer.MissingReason ?? RabbitMqServer.MissingReason;
}
