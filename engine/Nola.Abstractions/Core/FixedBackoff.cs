namespace Orleans.Internal;

/// <summary>Waits the same time before every attempt.</summary>
public class FixedBackoff(TimeSpan delay) : IBackoffProvider
{
    /// <inheritdoc/>
    public TimeSpan Next(int attempt) => delay;
}
