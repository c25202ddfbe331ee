using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>The outcome of a command: its value, or a refusal.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[GenerateSerializer, Immutable, Alias("shop.result`1")]
public sealed class Result<T>
    where T : notnull
{
    private Result(T? value, ShopError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; absent on a refusal.</summary>
    [Id(0)]
    public T? Value { get; }

    /// <summary>The reason for the refusal; null when there is a value.</summary>
    [Id(1)]
    public ShopError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>Whether the command was refused.</summary>
    [MemberNotNullWhen(false, nameof(Value))]
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsRefused => Error is not null;

    /// <summary>Whether the command was executed before, so that this is the first execution's answer.</summary>
    [Id(2)]
    public bool IsReplay { get; private init; }

    /// <summary>The same answer to a repeated command.</summary>
    public Result<T> AsReplay() => new(Value, Error) { IsReplay = true };

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, null);
    }

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(ShopError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default, error);
    }

    /// <inheritdoc />
    public override string ToString() => Error is null ? $"ok: {Value}" : $"refused: {Error.Code}";
}
