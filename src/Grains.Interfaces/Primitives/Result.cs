using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>The outcome of a command without a value: done, or refused for a reason.</summary>
[GenerateSerializer, Immutable, Alias("shop.result")]
public sealed class Result
{
    private Result(ShopError? error) => Error = error;

    /// <summary>Done.</summary>
    public static Result Ok { get; } = new(null);

    /// <summary>Why it was refused; null when it was done.</summary>
    [Id(0)]
    public ShopError? Error { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>Whether it was refused.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsRefused => Error is not null;

    /// <summary>A refusal.</summary>
    public static implicit operator Result(ShopError error) => Refused(error);

    /// <summary>A refusal.</summary>
    public static Result Refused(ShopError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(error);
    }

    /// <summary>A success with its value.</summary>
    public static Result<T> From<T>(T value)
        where T : notnull => value;

    /// <inheritdoc />
    public override string ToString() => Error is null ? "ok" : $"refused: {Error.Code}";
}
