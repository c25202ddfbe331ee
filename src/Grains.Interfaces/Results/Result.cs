using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>The outcome of a command without a value: success, or a refusal.</summary>
[GenerateSerializer, Immutable, Alias("shop.result")]
public sealed class Result
{
    private Result(ShopError? error) => Error = error;

    /// <summary>Success.</summary>
    public static Result Ok { get; } = new(null);

    /// <summary>The reason for the refusal; null on success.</summary>
    [Id(0)]
    public ShopError? Error { get; }

    /// <summary>Whether the command succeeded.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>Whether the command was refused.</summary>
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
