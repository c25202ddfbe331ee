using System.Globalization;

namespace ShopActors;

/// <summary>The rules for commands on a subscription.</summary>
internal static class SubscriptionRules
{
    public const string PauseText = "pause";
    public const string ResumeText = "resume";

    public static string ReplayText(long from) => string.Create(CultureInfo.InvariantCulture, $"replay {from}");

    public static Decision<SubscriptionEvent> Pause(
        SubscriptionState state, OperationId operation, Caller caller, DateTimeOffset now) =>
        Refused(state, operation, caller, PauseText)
        ?? (state.IsPaused
            ? Decision<SubscriptionEvent>.DoneBefore
            : new SubscriptionPaused(operation) { At = now });

    public static Decision<SubscriptionEvent> Resume(
        SubscriptionState state, OperationId operation, Caller caller, DateTimeOffset now) =>
        Refused(state, operation, caller, ResumeText)
        ?? (state.IsPaused
            ? new SubscriptionResumed(operation) { At = now }
            : Decision<SubscriptionEvent>.DoneBefore);

    public static Decision<SubscriptionEvent> Replay(
        SubscriptionState state, OperationId operation, Caller caller, long from, DateTimeOffset now) =>
        Refused(state, operation, caller, ReplayText(from))
        ?? (from < 0 || from > state.Position
            ? SubscriptionErrors.InvalidReplay
            : new SubscriptionReset(operation, from) { At = now });

    /// <summary>Why a caller may not see subscriptions; null if it may.</summary>
    public static ShopError? CheckVisible(Caller caller) =>
        caller.May(Scopes.WebhooksManage) ? null : AccessErrors.Forbidden(Scopes.WebhooksManage);

    /// <summary>The answer to a command that is forbidden or known; null for a new one.</summary>
    private static Decision<SubscriptionEvent>? Refused(
        SubscriptionState state, OperationId operation, Caller caller, string text)
    {
        if (CheckVisible(caller) is { } hidden) return hidden;
        if (state.Commands.FirstOrDefault(command => command.Operation == operation) is not { } known) return null;
        return known.Text == text ? Decision<SubscriptionEvent>.DoneBefore : SubscriptionErrors.OperationReused;
    }
}
