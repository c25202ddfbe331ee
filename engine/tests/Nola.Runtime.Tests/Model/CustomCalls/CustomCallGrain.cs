using Orleans;

namespace Nola.Runtime.Tests.Model.CustomCalls;

public sealed class CustomCallGrain : Grain, ICustomCallGrain
{
    private readonly TaskCompletionSource<int> _told = new();
    private readonly List<string> _kept = [];
    private int _failures;

    public Reply<int> Add(int left, int right) => new(Task.FromResult(left + right));

    public Reply<List<string>> Append(List<string> values, string value)
    {
        values.Add(value);
        _kept.AddRange(values);
        return new(Task.FromResult<List<string>?>(_kept));
    }

    public Reply<T> Echo<T>(T value) => new(Task.FromResult<T?>(value));

    public Reply<int> Fail(string message) => throw new InvalidOperationException(message);

    public Task<int> FailOnce() =>
        ++_failures == 1 ? throw new InvalidOperationException("The first call.") : Task.FromResult(_failures);

    public Reply<int> Tell(int value)
    {
        _told.TrySetResult(value);
        return new(Task.FromResult(value));
    }

    public Task<int> Told() => _told.Task;
}
