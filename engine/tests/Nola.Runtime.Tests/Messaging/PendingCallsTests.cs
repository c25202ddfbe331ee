using Nola.Runtime.Messaging;

namespace Nola.Runtime.Tests.Messaging;

public sealed class PendingCallsTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void RemoveOverdue_AnyTimeout_GivesTheCallSoonAfterItsDeadlineAndNotBefore(double seconds)
    {
        var calls = new PendingCalls(_time);
        var timeout = TimeSpan.FromSeconds(seconds);
        var id = calls.Reserve(timeout, out var deadline);
        calls.Add(id, new PendingCall(null!, null, default, null, null, 0, timeout, deadline));

        for (var elapsed = TimeSpan.Zero; elapsed < timeout; elapsed += PendingCalls.BucketLength)
        {
            Assert.Empty(calls.RemoveOverdue());
            _time.Advance(PendingCalls.BucketLength);
        }

        _time.Advance(PendingCalls.BucketLength);
        Assert.Single(calls.RemoveOverdue());
        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public void RemoveOverdue_AfterALongPause_GivesAll()
    {
        var calls = new PendingCalls(_time);
        for (var i = 1; i <= 100; i++)
        {
            var timeout = TimeSpan.FromSeconds(i * 0.7);
            var id = calls.Reserve(timeout, out var deadline);
            calls.Add(id, new PendingCall(null!, null, default, null, null, 0, timeout, deadline));
        }

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(100, calls.RemoveOverdue().Count);
    }

    [Fact]
    public void RemoveOverdue_NoDeadline_Stays()
    {
        var calls = new PendingCalls(_time);
        var id = calls.Reserve(Timeout.InfiniteTimeSpan, out var deadline);
        calls.Add(id, new PendingCall(null!, null, default, null, null, 0, Timeout.InfiniteTimeSpan, deadline));

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(calls.RemoveOverdue());
        Assert.True(calls.TryRemove(id, out _));
    }
}
