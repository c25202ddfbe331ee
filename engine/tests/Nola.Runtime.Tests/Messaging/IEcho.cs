using Orleans.Concurrency;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>What the hosts of these tests call each other for.</summary>
public interface IEcho : IGrainWithStringKey
{
    Task<string> Echo(string text);

    Task Fail(string message);

    Task Wait();

    Task<string?> GetContext(string key);

    [OneWay]
    Task Note(string text);
}
