namespace ShopActors;

/// <summary>The rules for asking a <see cref="RunGrain{TState, TEvent}"/> for a run.</summary>
internal static class RunRules
{
    private const int OpenMax = 3;

    private static readonly ShopError Full =
        ShopError.Later(ErrorCode.TooManyRequests, "Several of them are waiting.") with
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        };

    /// <summary>Null while there is room for one more.</summary>
    public static ShopError? CheckRoom(int open) => open < OpenMax ? null : Full;
}
