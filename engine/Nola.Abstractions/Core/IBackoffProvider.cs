namespace Orleans.Internal;

/// <summary>Says how long to wait before another attempt.</summary>
public interface IBackoffProvider
{
    /// <summary>How long to wait after an attempt; the first one is 0.</summary>
    TimeSpan Next(int attempt);
}
