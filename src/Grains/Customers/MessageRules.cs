using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The rules for messages with tokens. A request is an intent in the journal; sending follows from it, at least once,
/// until the token would be too old.
/// </summary>
internal static class MessageRules
{
    /// <summary>The most messages of a kind within <see cref="RequestsWithin"/>.</summary>
    public const int RequestsMax = 5;

    /// <summary>How many attempts have valid tokens.</summary>
    public const int TokensMax = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(10);

    public static TimeSpan RequestsWithin { get; } = TimeSpan.FromDays(1);

    /// <summary>How long a customer waits for a message before another can be asked for.</summary>
    public static TimeSpan RequestInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the tokens of a message are valid.</summary>
    public static TimeSpan LifetimeOf(MessageKind kind) =>
        kind == MessageKind.PasswordReset ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    public static Decision<CustomerEvent> RequestVerification(
        CustomerState state, OperationId operation, Caller caller, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        return state.EmailVerified
            ? Decision<CustomerEvent>.DoneBefore
            : Request(state, operation, MessageKind.Verification, now);
    }

    public static Decision<CustomerEvent> RequestReset(
        CustomerState state, OperationId operation, DateTimeOffset now) =>
        state.Status == CustomerStatus.Active
            ? Request(state, operation, MessageKind.PasswordReset, now)
            : CustomerErrors.NotFound;

    public static Decision<CustomerEvent> VerifyEmail(CustomerState state, TokenHash token, DateTimeOffset now)
    {
        if (!IsValid(state, MessageKind.Verification, token, now)) return CustomerErrors.InvalidMessageToken;
        return state.EmailVerified
            ? Decision<CustomerEvent>.DoneBefore
            : new AddressVerified { At = now };
    }

    public static ShopError? CheckReset(CustomerState state, TokenHash token, DateTimeOffset now) =>
        IsValid(state, MessageKind.PasswordReset, token, now) ? null : CustomerErrors.InvalidMessageToken;

    /// <summary>
    /// Sets the password and ends all sessions. The token came by e-mail, so the address is verified. If it was not
    /// verified before, another person may have registered it: that person's identities must not stay.
    /// </summary>
    public static Decision<CustomerEvent> Reset(
        CustomerState state, OperationId operation, TokenHash token, PasswordHash password, DateTimeOffset now)
    {
        if (state.Status == CustomerStatus.Active && state.PasswordOperation == operation)
        {
            return Decision<CustomerEvent>.DoneBefore;
        }

        if (CheckReset(state, token, now) is { } error) return error;
        List<CustomerEvent> events = [new PasswordSet(password, operation) { At = now }];
        if (!state.EmailVerified)
        {
            events.Add(new AddressVerified { At = now });
            events.AddRange(IdentityRules.UnlinkAll(state, now));
        }

        return events.Concat(SessionRules.EndAll(state, kept: null, now)).ToImmutableArray();
    }

    /// <summary>The message to send now; null if there is none.</summary>
    public static CustomerMessage? NextDue(CustomerState state, DateTimeOffset now) =>
        state.Messages.FirstOrDefault(message => message.SendAt <= now);

    /// <summary>A failed attempt: when to try again, unless the token would be too old by then.</summary>
    public static MessageFailed Fail(CustomerMessage message, DateTimeOffset now)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(message.Failures, 16));
        var next = now + (delay < DelayMax ? delay : DelayMax);
        var isInTime = next < message.QueuedAt + LifetimeOf(message.Kind);
        return new(message.Id, isInTime ? next : null) { At = now };
    }

    private static Decision<CustomerEvent> Request(
        CustomerState state, OperationId operation, MessageKind kind, DateTimeOffset now)
    {
        var latest = state.FindMessage(kind);
        if (latest?.Operation == operation) return Decision<CustomerEvent>.DoneBefore;
        if (latest?.RequestedAt is [.., var last] requests)
        {
            var next = last + RequestInterval;
            var isFull = requests.Length >= RequestsMax;
            if (isFull && requests[0] + RequestsWithin > next) next = requests[0] + RequestsWithin;
            if (next > now) return CustomerErrors.TooManyMessages with { RetryAfter = next - now };
        }

        return new MessageRequested(operation, kind, $"{state.Id}.{state.Version + 1}") { At = now };
    }

    private static bool IsValid(CustomerState state, MessageKind kind, TokenHash token, DateTimeOffset now) =>
        state.Status == CustomerStatus.Active && state.FindMessage(kind) is { } message &&
        message.Tokens.Contains(token) && now < message.QueuedAt + LifetimeOf(kind);
}
