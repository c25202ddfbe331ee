using Orleans.Runtime;

namespace Engine.Benchmarks;

public interface ITargetGrain : IGrainWithIntegerKey
{
    Task<int> Add(int value);

    Task<int> AddLater(int value);
}

public sealed class TargetGrain : Grain, ITargetGrain
{
    private int _sum;

    public Task<int> Add(int value) => Task.FromResult(1 + ((_sum += value) & 1));

    public async Task<int> AddLater(int value)
    {
        // The turn ends here while the request goes on, so that whoever calls meanwhile has to queue.
        await Task.Yield();
        return 1 + ((_sum += value) & 1);
    }
}

public interface ICallerGrain : IGrainWithIntegerKey
{
    Task<int> CallMany(long firstTarget, int targets, int rounds);

    Task<int> CallOne(long target, int rounds);

    Task<int> CallOneLater(long target, int rounds);
}

public sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task<int> CallMany(long firstTarget, int targets, int rounds)
    {
        var references = new ITargetGrain[targets];
        for (var i = 0; i < targets; i++)
        {
            references[i] = GrainFactory.GetGrain<ITargetGrain>(firstTarget + i);
        }

        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var reference in references)
            {
                sum += await reference.Add(1);
            }
        }

        return sum;
    }

    public async Task<int> CallOne(long target, int rounds)
    {
        var reference = GrainFactory.GetGrain<ITargetGrain>(target);
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            sum += await reference.Add(1);
        }

        return sum;
    }

    public async Task<int> CallOneLater(long target, int rounds)
    {
        var reference = GrainFactory.GetGrain<ITargetGrain>(target);
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            sum += await reference.AddLater(1);
        }

        return sum;
    }
}

[GenerateSerializer]
public sealed class Profile
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;

    [Id(1)]
    public int Visits { get; set; }

    [Id(2)]
    public long LastVisit { get; set; }
}

public interface IWriterGrain : IGrainWithIntegerKey
{
    Task<int> WriteMany(int count);
}

public sealed class WriterGrain([PersistentState("profile")] IPersistentState<Profile> state) : Grain, IWriterGrain
{
    public async Task<int> WriteMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            state.State.Name = "A customer of medium length";
            state.State.Visits++;
            await state.WriteStateAsync();
        }

        return state.State.Visits;
    }
}
