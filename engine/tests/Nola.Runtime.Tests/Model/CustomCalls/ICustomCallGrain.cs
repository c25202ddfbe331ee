using Orleans;
using Orleans.Concurrency;

namespace Nola.Runtime.Tests.Model.CustomCalls;

public interface ICustomCallGrain : IGrainWithIntegerKey
{
    Reply<int> Add(int left, int right);

    Reply<List<string>> Append(List<string> values, string value);

    Reply<T> Echo<T>(T value);

    Reply<int> Fail(string message);

    [Twice]
    Task<int> FailOnce();

    [OneWay]
    Reply<int> Tell(int value);

    Task<int> Told();
}
