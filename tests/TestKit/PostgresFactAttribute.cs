using Xunit;

namespace ShopActors.TestKit;

/// <summary>
/// A test that starts a PostgreSQL server; without one installed it reports skipped and how to install it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.MissingReason;
}
