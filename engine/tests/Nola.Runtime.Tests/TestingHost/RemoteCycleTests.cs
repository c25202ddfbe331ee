using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>Calls that wait for themselves by way of other silos.</summary>
public sealed class RemoteCycleTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(2).Build();

    // Two grains of each silo.
    private long[] _here = [];
    private long[] _there = [];

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        var places = new Dictionary<long, SiloAddress>();
        for (var key = 0L; key < 100; key++) places[key] = await Grain(key).GetSilo();
        var groups = places.GroupBy(place => place.Value, place => place.Key).Select(group => group.Take(3).ToArray()).ToList();
        Assert.Equal(2, groups.Count);
        (_here, _there) = (groups[0], groups[1]);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Call_BackToAWaitingGrainOfAnotherSilo_FailsNamingTheCycle()
    {
        var exception = await FailsAsync(_here[0], _there[0], _here[0]);

        var first = $"chain/{_here[0]:X}.Through";
        Assert.Contains($"{first} -> chain/{_there[0]:X}.Through -> {first}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Call_ThroughGrainsOfOneSiloInBetween_Fails() => FailsAsync(_here[0], _there[0], _there[1], _here[0]);

    [Fact]
    public Task Call_ByALocalGrainAtTheEnd_Fails() => FailsAsync(_here[0], _there[0], _here[1], _here[0]);

    [Fact]
    public Task Call_ByALocalGrainAtTheStart_Fails() => FailsAsync(_here[0], _here[1], _there[0], _here[0]);

    [Fact]
    public Task Call_ManyTimesBetweenTheSilos_Fails() =>
        FailsAsync(_here[0], _there[0], _here[1], _there[1], _here[2], _there[2], _there[0]);

    [Fact]
    public async Task Call_ThatWaitsBehindAStranger_IsNotFailed()
    {
        // Waits at the other silo for somebody who waits for a gate; as long as others' cycles take to be found.
        var held = Grain(_there[0]).ThroughOrGate([_here[0], _there[0]]);
        await Grain(_there[0]).WhenHeld().WaitAsync(Patience);
        var behind = Grain(_here[1]).Through([_there[0]]);
        await FailsAsync(_here[2], _there[1], _here[2]);
        await FailsAsync(_here[2], _there[1], _here[2]);

        Assert.False(held.IsCompleted);
        Assert.False(behind.IsCompleted);
        await Grain(_there[0]).OpenGate();
        Assert.Equal(1, await behind.WaitAsync(Patience));
        await held.WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_OfARequestThatEnded_IsNotTakenForOneOfTheNextRequest()
    {
        // What the first request began comes back while the second one runs, and waits behind it, not for itself.
        var there = Grain(_there[0]).Hold();
        await Grain(_there[0]).WhenHeld().WaitAsync(Patience);
        await Grain(_here[0]).Begin([_there[0], _here[0]]);
        var here = Grain(_here[0]).Hold();
        await Grain(_there[0]).OpenGate();
        await there.WaitAsync(Patience);
        await FailsAsync(_here[2], _there[1], _here[2]);
        await FailsAsync(_here[2], _there[1], _here[2]);

        Assert.False(here.IsCompleted);
        await Grain(_here[0]).OpenGate();
        await here.WaitAsync(Patience);
        Assert.Equal(2, await Grain(_here[0]).End().WaitAsync(Patience));
    }

    [Fact]
    public async Task Call_InAnOpenSection_Completes() =>
        Assert.Equal(2, await Grain(_here[0]).Reenter([_there[0], _here[0]]).WaitAsync(Patience));

    [Fact]
    public async Task Turn_ThatBlocksTheReadingThreadNowAndThen_GetsItsAnswer()
    {
        // By now these turns run where the answers are read.
        for (var i = 0; i < 300; i++) await Grain(_here[0]).CallTwice(_there[0], mayBlock: false);

        await Grain(_here[0]).CallTwice(_there[0], mayBlock: true).WaitAsync(Patience);

        Assert.Equal(0, await Grain(_here[0]).CallTwice(_there[0], mayBlock: false).WaitAsync(Patience));
    }

    private async Task<DeadlockException> FailsAsync(long first, params long[] path) =>
        await Assert.ThrowsAsync<DeadlockException>(() => Grain(first).Through(path).WaitAsync(Patience));

    private IChainGrain Grain(long key) => _cluster.Client.GetGrain<IChainGrain>(key);
}
