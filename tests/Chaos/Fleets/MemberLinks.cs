using ShopActors.Chaos.Network;

namespace ShopActors.Chaos.Fleets;

/// <summary>
/// The links of one silo: its own to PostgreSQL (the store) and to Redis (the membership), and those by which other
/// silos and clients reach it. It listens at ports that only the links know; the ports it advertises are theirs.
/// </summary>
internal sealed record MemberLinks(TcpProxy Store, TcpProxy Membership, TcpProxy Silo, TcpProxy Gateway)
    : IAsyncDisposable
{
    /// <summary>Nothing passes between this silo and any other process.</summary>
    public void Isolate()
    {
        Store.Partition();
        Membership.Partition();
        Silo.Partition();
        Gateway.Partition();
    }

    public void Heal()
    {
        Store.Heal();
        Membership.Heal();
        Silo.Heal();
        Gateway.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        Heal();
        await Store.DisposeAsync().ConfigureAwait(false);
        await Membership.DisposeAsync().ConfigureAwait(false);
        await Silo.DisposeAsync().ConfigureAwait(false);
        await Gateway.DisposeAsync().ConfigureAwait(false);
    }
}
