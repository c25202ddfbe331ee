using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Network;

namespace ShopActors.Chaos.Scenarios;

/// <summary>K8: links break in every way that is known to have broken clusters, one way after the other.</summary>
internal static class Partitions
{
    private const int FlapSeconds = 3;
    private const int Flaps = 3;

    public static async Task RunAsync(Nemesis nemesis, CancellationToken stop)
    {
        // Every run begins somewhere else, and a long one comes by all of them many times.
        for (var kind = nemesis.Random.Next(); ; kind++)
        {
            await nemesis.WaitAsync(3, 5, stop).ConfigureAwait(false);
            var victim = nemesis.Pick();
            var others = nemesis.Fleet.Members.Where(member => member != victim).ToList();
            await BreakAsync(nemesis, (uint)kind % 9, victim, others, stop).ConfigureAwait(false);
        }
    }

    private static Task BreakAsync(
        Nemesis nemesis, uint kind, FleetMember victim, List<FleetMember> others, CancellationToken stop) => kind switch
        {
            0 => nemesis.CutAsync($"isolate {victim.Name} from everything", () =>
            {
                victim.Links!.Isolate();
                Between([victim], others, static (link, from) => link.Partition(from));
            }, stop),
            1 => nemesis.CutAsync($"cut {victim.Name} off from the other silos", () =>
                Between([victim], others, static (link, from) => link.Partition(from)), stop),
            2 => nemesis.CutAsync($"cut {victim.Name} off from the store", () =>
                victim.Links!.Store.Partition(), stop),
            3 => HalvesAsync(nemesis, stop),
            4 => nemesis.CutAsync($"lose what {victim.Name} says to the other silos", () =>
            {
                foreach (var other in others)
                {
                    other.Links!.Silo.LoseRequests(victim.Name);
                    victim.Links!.Silo.LoseAnswers(other.Name);
                }
            }, stop),
            5 => nemesis.CutAsync($"refuse {victim.Name} at the store", () => victim.Links!.Store.Refuse(), stop),
            6 => nemesis.CutAsync($"cut {victim.Name} off from the membership", () =>
                victim.Links!.Membership.Partition(), stop),
            7 => nemesis.CutAsync($"refuse {victim.Name} at the membership", () =>
                victim.Links!.Membership.Refuse(), stop),
            _ => FlapAsync(nemesis, victim, others, stop),
        };

    private static Task HalvesAsync(Nemesis nemesis, CancellationToken stop)
    {
        var half = nemesis.Fleet.Members.Take((nemesis.Fleet.Members.Count + 1) / 2).ToList();
        var rest = nemesis.Fleet.Members.Except(half).ToList();
        return nemesis.CutAsync("cut the cluster in two", () =>
            Between(half, rest, static (link, from) => link.Partition(from)), stop);
    }

    private static async Task FlapAsync(
        Nemesis nemesis, FleetMember victim, List<FleetMember> others, CancellationToken stop)
    {
        for (var i = 0; i < Flaps; i++)
        {
            await nemesis.CutAsync($"flap {victim.Name}", () =>
                Between([victim], others, static (link, from) => link.Partition(from)), stop, FlapSeconds)
                .ConfigureAwait(false);
            await nemesis.WaitAsync(FlapSeconds, FlapSeconds, stop).ConfigureAwait(false);
        }
    }

    // Either side may have opened the connection that the two use.
    private static void Between(
        IReadOnlyList<FleetMember> left, IReadOnlyList<FleetMember> right, Action<TcpProxy, string> cut)
    {
        foreach (var one in left)
        {
            foreach (var other in right)
            {
                cut(one.Links!.Silo, other.Name);
                cut(other.Links!.Silo, one.Name);
            }
        }
    }
}
