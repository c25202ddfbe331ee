namespace ShopActors.Chaos.Scenarios;

/// <summary>
/// Trouble on the way of events (K12): a silo that delivers, the broker that takes them, and the receiver of webhooks
/// go away in turn. Nothing may be missing at the end, at either of them.
/// </summary>
internal static class Listeners
{
    public static async Task RunAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await KillSiloAsync(nemesis, stop).ConfigureAwait(false);
            await KillBrokerAsync(nemesis, stop).ConfigureAwait(false);
            await SilenceReceiverAsync(nemesis, stop).ConfigureAwait(false);
        }
    }

    private static async Task KillSiloAsync(Nemesis nemesis, CancellationToken stop)
    {
        await nemesis.WaitAsync(2, 4, stop).ConfigureAwait(false);
        var victim = nemesis.Pick();
        await victim.Process.KillAsync().ConfigureAwait(false);
        nemesis.Report($"kill -9 {victim.Name}");
        await victim.Process.LaunchAsync(stop).ConfigureAwait(false);
    }

    private static async Task KillBrokerAsync(Nemesis nemesis, CancellationToken stop)
    {
        await nemesis.WaitAsync(2, 4, stop).ConfigureAwait(false);
        var broker = nemesis.Fleet.Broker!.Process;
        await broker.KillAsync().ConfigureAwait(false);
        nemesis.Report("kill -9 rabbitmq");
        await nemesis.LastAsync(0.5, 2, stop).ConfigureAwait(false);
        await broker.StartAsync(stop).ConfigureAwait(false);
        nemesis.Healed();
    }

    private static async Task SilenceReceiverAsync(Nemesis nemesis, CancellationToken stop)
    {
        await nemesis.WaitAsync(2, 4, stop).ConfigureAwait(false);
        nemesis.Receiver.Stop();
        nemesis.Report("no receiver of webhooks");
        try
        {
            // Back before the second attempt, which is made after five seconds; the third is minutes later.
            await nemesis.WaitAsync(1, 3, stop).ConfigureAwait(false);
        }
        finally
        {
            nemesis.Receiver.Start();
        }

        nemesis.Healed();
    }
}
