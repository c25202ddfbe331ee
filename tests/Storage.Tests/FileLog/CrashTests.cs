using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// The machine goes down at each call that changes the disk; what was acknowledged must be there afterwards.
/// </summary>
public sealed class CrashTests
{
    private const int Rounds = 60;
    private const int Seed = 4711;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtEachCall_KeepsWhatWasAcknowledged(bool tearsWrites)
    {
        for (var call = 1; ; call++)
        {
            var disk = new SimulatedDirectory { TearsWrites = tearsWrites };
            disk.Fault = (number, _) =>
            {
                if (number == call)
                {
                    disk.Crash();
                }
            };
            var workload = new Workload(Seed);
            var ended = await RunUntilDown(disk, workload);
            if (!ended)
            {
                Assert.True(call > 200, $"Only {call} calls: the workload rotates and compacts no more.");
                return;
            }

            await CheckImages(disk, call);
        }

        async Task CheckImages(SimulatedDirectory disk, int call)
        {
            // Each image is checked by a workload of its own state, so the run is repeated for each.
            foreach (var survival in new[] { null, new Random(call), new Random(-call) })
            {
                var again = new SimulatedDirectory { TearsWrites = tearsWrites };
                again.Fault = (number, _) =>
                {
                    if (number == call)
                    {
                        again.Crash();
                    }
                };
                var workload = new Workload(Seed);
                await RunUntilDown(again, workload);
                await CheckAfterCrash(again.AfterCrash(survival), workload, $"call {call} of the run");
            }
        }
    }

    [Fact]
    public async Task Crash_DuringRecovery_CanBeRecoveredFromAgain()
    {
        for (var crashes = 1; crashes <= 40; crashes++)
        {
            var random = new Random(crashes);
            var disk = new SimulatedDirectory();
            var stopAt = 40 + random.Next(200);
            disk.Fault = CrashAt(disk, stopAt);
            var workload = new Workload(Seed + crashes);
            await RunUntilDown(disk, workload);
            for (var call = 1; call < 30; call++)
            {
                disk = disk.AfterCrash(random);
                disk.Fault = CrashAt(disk, call);
                if (!IsDownWhileOpening(disk)) break;
            }

            await CheckAfterCrash(disk.AfterCrash(random), workload, $"seed {crashes}");
        }
    }

    private static Action<int, IoCall> CrashAt(SimulatedDirectory disk, int call) => (number, _) =>
    {
        if (number == call)
        {
            disk.Crash();
        }
    };

    private static bool IsDownWhileOpening(SimulatedDirectory disk)
    {
        try
        {
            using var store = Workload.Open(disk, static _ => { });
            return false;
        }
        catch (MachineDownException)
        {
            return true;
        }
    }

    /// <summary>Runs until the simulated machine goes down; false if the workload came to its end.</summary>
    private static async Task<bool> RunUntilDown(SimulatedDirectory disk, Workload workload)
    {
        var isDown = false;
        try
        {
            using var store = Workload.Open(disk, e => isDown = e is MachineDownException);
            await workload.Run(store, Rounds);
        }
        catch (MachineDownException)
        {
            return true;
        }

        return isDown;
    }

    private static async Task CheckAfterCrash(SimulatedDirectory disk, Workload workload, string when)
    {
        try
        {
            using (var store = Workload.Open(disk))
            {
                await workload.Check(store);
                await workload.Run(store, 10);
            }

            using var reopened = Workload.Open(disk);
            await workload.Check(reopened);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"After a crash at {when}: {e.Message}", e);
        }
    }
}
