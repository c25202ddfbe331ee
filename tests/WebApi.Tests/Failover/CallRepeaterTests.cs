using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using ShopActors.Hosting.Failover;
using ShopActors.Storage;

namespace ShopActors.WebApi.Tests.Failover;

/// <summary>What a client makes of a call that a silo's failure hit.</summary>
public sealed class CallRepeaterTests
{
    private const string Call = "IStockGrain.Get";

    [Fact]
    public async Task Answered_IsMadeOnce()
    {
        var attempts = new Attempts(() => Task.FromResult(7));

        Assert.Equal(7, await Run(attempts));

        Assert.Equal(1, attempts.Count);
    }

    [Fact]
    public async Task NoAnswer_IsMadeAgain_TheFirstAnswerCounts()
    {
        var dead = new TaskCompletionSource<int>();
        var attempts = new Attempts(() => dead.Task, () => dead.Task, () => Task.FromResult(3));

        Assert.Equal(3, await Run(attempts));

        Assert.Equal(3, attempts.Count);
    }

    [Fact]
    public async Task NoAnswer_FirstAttemptAnswersAfterAll_ItCounts()
    {
        var slow = new TaskCompletionSource<int>();
        var attempts = new Attempts(() => slow.Task, () =>
        {
            slow.SetResult(1);
            return new TaskCompletionSource<int>().Task;
        });

        Assert.Equal(1, await Run(attempts));
    }

    public static TheoryData<Exception, bool> Failures => new()
    {
        { RejectedCall.Create(), true },
        { new SiloUnavailableException("dead"), true },
        { new TimeoutException(), true },
        { new JournalStoreException(JournalStoreFailure.Unavailable, "away"), true },
        { new JournalConflictException(new JournalId("stock/a"), 1), true },
        { new JournalStoreException(JournalStoreFailure.Closed, "stopping"), true },
        { new JournalStoreException(JournalStoreFailure.Full, "full"), false },
        { new JournalStoreException(JournalStoreFailure.Corrupt, "damaged"), false },
        { new GatewayTooBusyException("too much"), false },
        { new InvalidOperationException("a bug"), false },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task Failed_IsMadeAgainWhereTheReasonPasses(Exception failure, bool passes)
    {
        var attempts = new Attempts(() => Task.FromException<int>(failure), () => Task.FromResult(5));

        if (passes) Assert.Equal(5, await Run(attempts));
        else Assert.Same(failure, await Assert.ThrowsAnyAsync<Exception>(() => Run(attempts)));

        Assert.Equal(passes ? 2 : 1, attempts.Count);
    }

    [Fact]
    public async Task EveryAttemptFails_AnOpenOutcomeIsNotTakenForARejection()
    {
        var unknown = new TimeoutException();
        var attempts = new Attempts(
            () => Task.FromException<int>(unknown),
            () => Task.FromException<int>(RejectedCall.Create()));

        Assert.Same(
            unknown, await Assert.ThrowsAsync<TimeoutException>(
                () => Run(attempts, settings => settings.AttemptsMax = 4)));

        Assert.Equal(4, attempts.Count);
    }

    [Fact]
    public async Task Shed_BesideAnAttemptWithoutAnswer_WaitsForThatAnswer()
    {
        var slow = new TaskCompletionSource<int>();
        var attempts = new Attempts(() => slow.Task, () =>
        {
            slow.SetResult(4);
            return Task.FromException<int>(new GatewayTooBusyException());
        });

        Assert.Equal(4, await Run(attempts));

        Assert.Equal(2, attempts.Count);
    }

    [Fact]
    public async Task Shed_BesideAnAttemptWithoutAnswer_LeavesTheOutcomeOpen()
    {
        // The one that is shed comes first: of two attempts that have ended, the repeater looks at the
        // earlier one first.
        var shed = new TaskCompletionSource<int>();
        var slow = new TaskCompletionSource<int>();
        var attempts = new Attempts(() => shed.Task, () => slow.Task);

        // On a busy machine a third attempt could begin before the first two have ended.
        var call = Run(attempts, settings => settings.AttemptsMax = 2);
        while (attempts.Count < 2) await Task.Yield();
        shed.SetException(new GatewayTooBusyException());
        slow.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(2, attempts.Count);
    }

    [Fact]
    public async Task NoBudget_FailureSurfacesAtOnce()
    {
        var attempts = new Attempts(() => Task.FromException<int>(new TimeoutException()));

        await Assert.ThrowsAsync<TimeoutException>(() => Run(attempts, settings =>
        {
            settings.RepeatShare = 0;
            settings.RepeatBurst = 0;
        }));

        Assert.Equal(1, attempts.Count);
    }

    [Fact]
    public async Task TimeIsUp_FailureSurfaces()
    {
        var attempts = new Attempts(() => Task.FromException<int>(new TimeoutException()));

        await Assert.ThrowsAsync<TimeoutException>(
            () => Run(attempts, settings => settings.RepeatUntil = TimeSpan.Zero));

        Assert.Equal(1, attempts.Count);
    }

    private static async Task<int> Run(Attempts attempts, Action<FailoverSettings>? change = null)
    {
        var settings = new FailoverSettings
        {
            RepeatAfter = TimeSpan.FromMilliseconds(10),
            RepeatDelay = TimeSpan.FromMilliseconds(1),
        };
        change?.Invoke(settings);
        var repeater = new CallRepeater(
            Options.Create(settings), TimeProvider.System, new SeededRandom(1), NullLogger<CallRepeater>.Instance);
        return await (Task<int>)await repeater.RunAsync(Call, attempts.Next);
    }

    /// <summary>What each attempt comes to; the last one stands for all that follow.</summary>
    private sealed class Attempts(params Func<Task<int>>[] outcomes)
    {
        public int Count { get; private set; }

        public Task Next() => outcomes[Math.Min(Count++, outcomes.Length - 1)]();
    }
}
