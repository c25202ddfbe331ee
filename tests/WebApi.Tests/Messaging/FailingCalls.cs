using System.Collections.Concurrent;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>Lets calls of a grain fail without an answer before they are executed.</summary>
internal sealed class FailingCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _left = new();

    /// <summary>How many calls have yet to fail.</summary>
    public int LeftOf(string method) => _left.GetValueOrDefault(method);

    public void Fail(string method, int times) => _left[method] = times;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        while (_left.TryGetValue(context.MethodName, out var left) && left > 0)
        {
            if (_left.TryUpdate(context.MethodName, left - 1, left)) throw new TimeoutException("No answer in time.");
        }

        return context.Invoke();
    }
}
