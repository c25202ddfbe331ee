namespace Orleans.Streams.Core;

/// <summary>A grain that learns about its subscriptions when their first event arrives.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>Called with each subscription; the grain resumes it with its observer.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
