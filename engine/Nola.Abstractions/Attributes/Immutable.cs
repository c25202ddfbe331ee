using System.Diagnostics.CodeAnalysis;

namespace Orleans.Concurrency;

/// <summary>Wraps a value that is never changed after it was passed, so it is not copied.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>
{
    /// <summary>The value.</summary>
    [Id(0)]
    [SuppressMessage("Design", "CA1051", Justification = "The programming model prescribes a field.")]
    public readonly T Value;

    /// <summary>Wraps the value.</summary>
    public Immutable(T value) => Value = value;
}
