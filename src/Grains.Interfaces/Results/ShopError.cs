using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

/// <summary>How a caller may retry after a refusal.</summary>
[GenerateSerializer, Alias("shop.retry-advice")]
public enum RetryAdvice
{
    /// <summary>The same command will be refused again.</summary>
    Never = 0,

    /// <summary>The same command, with the same operation id, may succeed later.</summary>
    Later = 1,

    /// <summary>Read the current state, decide again, and send a new command.</summary>
    AfterRefresh = 2,
}

/// <summary>An expected refusal: a value, not an exception.</summary>
[GenerateSerializer, Immutable, Alias("shop.error")]
public sealed record ShopError
{
    /// <summary>Why.</summary>
    [Id(0)]
    public required ErrorCode Code { get; init; }

    /// <summary>One sentence for developers; never contains personal data.</summary>
    [Id(1)]
    public required string Message { get; init; }

    /// <summary>How a caller may retry.</summary>
    [Id(2)]
    public RetryAdvice Retry { get; init; }

    /// <summary>The details by name (<see cref="ErrorDetails"/>), as text.</summary>
    [Id(3)]
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>When a retry makes sense, if that is known.</summary>
    [Id(4)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A refusal that a retry cannot change.</summary>
    public static ShopError Never(ErrorCode code, string message) =>
        new() { Code = code, Message = message, Retry = RetryAdvice.Never };

    /// <summary>A refusal of a command that may succeed later.</summary>
    public static ShopError Later(ErrorCode code, string message) =>
        new() { Code = code, Message = message, Retry = RetryAdvice.Later };

    /// <summary>A refusal of a command whose basis has changed.</summary>
    public static ShopError AfterRefresh(ErrorCode code, string message) =>
        new() { Code = code, Message = message, Retry = RetryAdvice.AfterRefresh };

    /// <summary>The same error with one more detail.</summary>
    public ShopError With(ErrorDetail detail, object? value)
    {
        ArgumentNullException.ThrowIfNull(detail);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return this with { Details = Details.SetItem(detail.Name, text ?? "") };
    }

    /// <summary>The same error with one more detail: the public name of a state or code.</summary>
    public ShopError WithName<T>(ErrorDetail detail, T value)
        where T : struct, Enum =>
        With(detail, PublicName.Of(value));
}
