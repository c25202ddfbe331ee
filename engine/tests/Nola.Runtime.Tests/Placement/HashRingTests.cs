using System.Collections.Immutable;
using System.Net;
using Nola.Runtime.Placement;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Placement;

public sealed class HashRingTests
{
    private const int Grains = 20_000;

    [Fact]
    public void OwnerOf_AnyOrderOfSilos_IsTheSame()
    {
        var silos = Silos(5);
        var ring = new HashRing(silos);
        var other = new HashRing([.. silos.Reverse()]);

        Assert.All(Ids(), id => Assert.Equal(ring.OwnerOf(id), other.OwnerOf(id)));
    }

    [Fact]
    public void OwnerOf_ManyGrains_GivesEachSiloItsShare()
    {
        var ring = new HashRing(Silos(5));

        var shares = Ids().GroupBy(id => ring.OwnerOf(id)).Select(group => group.Count()).ToArray();

        Assert.Equal(5, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, Grains / 5 * 0.6, Grains / 5 * 1.4));
    }

    [Fact]
    public void OwnerOf_ASiloLeaves_OnlyItsGrainsMove()
    {
        var silos = Silos(5);
        var before = new HashRing(silos);
        var after = new HashRing(silos.RemoveAt(2));

        Assert.All(Ids(), id =>
        {
            if (!silos[2].Equals(before.OwnerOf(id))) Assert.Equal(before.OwnerOf(id), after.OwnerOf(id));
        });
    }

    [Fact]
    public void OwnerOf_EmptyRing_IsNobody() => Assert.Null(HashRing.Empty.OwnerOf(GrainId.Create("t", "k")));

    [Fact]
    public void MayServe_RangeHeldByAnother_IsFalseUntilItIsReleased()
    {
        var silos = Silos(2);
        var ring = new HashRing([silos[0]]);
        var before = new HashRing([silos[1]]);
        var id = GrainId.Create("t", "k");

        Assert.False(new Ownership(silos[0], ring, [new(before, Holding((silos[1], null)))]).MayServe(id));
        Assert.True(new Ownership(silos[0], ring, [new(before, Holding())]).MayServe(id));
        Assert.False(new Ownership(silos[1], ring, []).MayServe(id));
    }

    [Fact]
    public void MayServe_RangeReleasedButForBusyGrains_IsFalseForThoseAlone()
    {
        var silos = Silos(2);
        var ring = new HashRing([silos[0]]);
        var before = new HashRing([silos[1]]);
        var (busy, idle) = (GrainId.Create("t", "busy"), GrainId.Create("t", "idle"));

        var ownership = new Ownership(
            silos[0], ring, [new(before, Holding((silos[1], [busy.GetUniformHashCode()])))]);

        Assert.False(ownership.MayServe(busy));
        Assert.True(ownership.MayServe(idle));
    }

    private static Dictionary<SiloAddress, ImmutableHashSet<uint>?> Holding(
        params (SiloAddress Silo, ImmutableHashSet<uint>? Held)[] holding) =>
        holding.ToDictionary(entry => entry.Silo, entry => entry.Held);

    private static ImmutableArray<SiloAddress> Silos(int count) =>
        [.. Enumerable.Range(1, count).Select(i => SiloAddress.New(IPAddress.Loopback, i, i))];

    private static IEnumerable<GrainId> Ids()
    {
        var type = GrainType.Create("t");
        return Enumerable.Range(0, Grains).Select(i => new GrainId(type, GrainIdKeyExtensions.CreateIntegerKey(i)));
    }
}
