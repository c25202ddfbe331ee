using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Nola.Runtime.Tests.Abstractions;

public sealed class ObserverManagerTests
{
    private readonly ObserverManager<string, List<int>> _manager =
        new(TimeSpan.FromMinutes(1), NullLogger.Instance);

    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ObserverManagerTests() => _manager.GetDateTime = () => _now;

    [Fact]
    public async Task Notify_SeveralObservers_CallsEach()
    {
        List<int> first = [];
        List<int> second = [];
        _manager.Subscribe("1", first);
        _manager.Subscribe("2", second);

        await _manager.Notify(observer =>
        {
            observer.Add(7);
            return Task.CompletedTask;
        });
        _manager.Notify(observer => observer.Add(8), observer => ReferenceEquals(observer, first));

        Assert.Equal([7, 8], first);
        Assert.Equal([7], second);
    }

    [Fact]
    public async Task Notify_AnObserverThrows_DropsItAndCallsTheOthers()
    {
        List<int> good = [];
        List<int> bad = [];
        _manager.Subscribe("good", good);
        _manager.Subscribe("bad", bad);

        await _manager.Notify(observer =>
            ReferenceEquals(observer, bad) ? Task.FromException(new IOException()) : Add(observer));

        Assert.Equal([1], good);
        Assert.Equal(["good"], _manager.Observers.Keys);

        static Task Add(List<int> observer)
        {
            observer.Add(1);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Notify_ExpiredObserver_IsDropped()
    {
        _manager.Subscribe("old", []);
        _manager.Subscribe("kept", []);
        _now += TimeSpan.FromSeconds(50);
        _manager.Subscribe("kept", []);
        _now += TimeSpan.FromSeconds(50);

        _manager.Notify(_ => { });

        Assert.Equal(["kept"], _manager.Observers.Keys);
    }

    [Fact]
    public void Notify_UnsubscribeDuringIt_DoesNotDisturb()
    {
        _manager.Subscribe("1", []);
        _manager.Subscribe("2", []);
        var calls = 0;

        _manager.Notify(_ =>
        {
            calls++;
            _manager.Clear();
        });

        Assert.Equal(2, calls);
        Assert.Equal(0, _manager.Count);
    }
}
