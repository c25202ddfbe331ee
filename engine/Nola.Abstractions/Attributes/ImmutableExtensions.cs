namespace Orleans.Concurrency;

/// <summary>Wraps values as immutable.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that the value is never changed again.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
