namespace Orleans;

/// <summary>Decides whether a client that could not connect tries again.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>Whether to try again after the failure.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
