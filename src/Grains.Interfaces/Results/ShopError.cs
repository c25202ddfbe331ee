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
    /// <summary>The stable code, <c>area.reason</c>, such as <c>stock.insufficient</c>.</summary>
    [Id(0)]
    public required string Code { get; init; }

    /// <summary>One sentence for developers; never contains personal data.</summary>
    [Id(1)]
    public required string Message { get; init; }

    /// <summary>How a caller may retry.</summary>
    [Id(2)]
    public RetryAdvice Retry { get; init; }

    /// <summary>The details of this refusal by name, such as <c>available</c> and <c>requested</c>.</summary>
    [Id(3)]
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The same error with one more detail.</summary>
    public ShopError With(string name, object? value) =>
        this with
        {
            Details = Details.SetItem(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
}
