namespace ShopActors.WebApi.Messaging;

/// <summary>What became of a message's command.</summary>
/// <param name="Error">The problem; null if there is none.</param>
/// <param name="IsExecuted">Whether the command had its effect, which is durable.</param>
/// <param name="Body">The answer's body, if the command has one.</param>
internal sealed record MessageOutcome(ShopError? Error, bool IsExecuted, object? Body)
{
    /// <summary>Whether to seek the outcome again: the shop could not decide, or could not learn it.</summary>
    public bool IsOpen => !IsExecuted && StatusOf(Error) is 408 or 429 or 503 or 504;

    /// <summary>Whether the command failed in a way that may pass soon.</summary>
    public bool MayPass => IsOpen || (!IsExecuted && Error?.Retry == RetryAdvice.Later);

    public static MessageOutcome Done(object? body) => new(null, IsExecuted: true, body);

    /// <summary>The command had an effect, but not the one that was wanted.</summary>
    public static MessageOutcome DoneWith(ShopError problem) => new(problem, IsExecuted: true, null);

    public static MessageOutcome Refused(ShopError error) => new(error, IsExecuted: false, null);

    private static int? StatusOf(ShopError? error) => error is null ? null : ProblemTable.Of(error.Code).Status;
}
