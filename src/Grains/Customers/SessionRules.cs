using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for sessions: docs/adr/0018-passwords-sessions-operators.md.</summary>
internal static class SessionRules
{
    /// <summary>How many ended sessions are remembered, so that a repeated sign-in does not begin them again.</summary>
    public const int EndedKept = 16;

    /// <summary>How long an access token is accepted after it was issued.</summary>
    public static TimeSpan AccessLifetime { get; } = TimeSpan.FromHours(12);

    /// <summary>How long a refresh token is accepted after it was issued.</summary>
    public static TimeSpan RefreshLifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long replaced tokens are still accepted: the answer with the new ones may be lost, and requests may be under
    /// way.
    /// </summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The precision of what is noted of a session's use.</summary>
    private static readonly TimeSpan UsePrecision = TimeSpan.FromHours(1);

    public static Decision<CustomerEvent> SignIn(
        CustomerState state, SignIn command, PersonalKey key, DateTimeOffset now)
    {
        if (state.Status != CustomerStatus.Active) return CustomerErrors.InvalidCredentials;
        if (FindBegun(state, command.Session) is { } begun) return begun;
        if (state.Password != command.Verified) return CustomerErrors.InvalidCredentials;
        var added = new TokenAdded(command.Session.Access, SessionDetails.Of(command.Session, key)) { At = now };
        return command.Rehashed is { } password
            ? ImmutableArray.Create<CustomerEvent>(new PasswordSet(password) { At = now }, added)
            : added;
    }

    /// <summary>The answer to a sign-in whose session began before; null if it did not.</summary>
    public static Decision<CustomerEvent>? FindBegun(CustomerState state, NewSession session)
    {
        if (state.FindSession(session.Id) is { } begun && begun.Hash == session.Access)
        {
            return Decision<CustomerEvent>.DoneBefore;
        }

        var isOver = state.FindSession(session.Id) is not null || state.EndedSessions.Contains(session.Id);
        if (!isOver) return null;
        return CustomerErrors.SessionOver;
    }

    /// <summary>
    /// Replaces the tokens. A presented token that is neither the present one nor, for a repetition, the one before was
    /// copied: the session ends. The caller finds out by looking for the new access token.
    /// </summary>
    public static Decision<CustomerEvent> Refresh(CustomerState state, RefreshSession command, DateTimeOffset now)
    {
        if (state.FindSession(command.Session) is not { } session) return CustomerErrors.InvalidRefreshToken;
        if (session.Refresh == command.Presented && now < session.EndsAt)
        {
            return new SessionRefreshed(session.Key, command.Access, command.Refresh, command.Operation) { At = now };
        }

        return IsRepetition(session, command, now)
            ? Decision<CustomerEvent>.DoneBefore
            : new TokenRevoked(session.Hash) { At = now };
    }

    public static Decision<CustomerEvent> End(
        CustomerState state, Caller caller, SessionId session, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        if (state.FindSession(session) is { } found) return new TokenRevoked(found.Hash) { At = now };
        return state.EndedSessions.Contains(session)
            ? Decision<CustomerEvent>.DoneBefore
            : CustomerErrors.SessionNotFound;
    }

    public static Decision<CustomerEvent> SignOut(
        CustomerState state, Caller caller, TokenHash token, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        return Find(state, token, now) is { } session
            ? new TokenRevoked(session.Hash) { At = now }
            : Decision<CustomerEvent>.DoneBefore;
    }

    /// <summary>Accepts a token, and notes the use of its session once an hour.</summary>
    public static Decision<CustomerEvent> Authenticate(CustomerState state, TokenHash token, DateTimeOffset now)
    {
        if (Check(state, token, now) is { } error) return error;
        var session = Find(state, token, now)!;
        return now - session.LastUsedAt < UsePrecision
            ? Decision<CustomerEvent>.DoneBefore
            : new SessionUsed(session.Key) { At = now };
    }

    public static ShopError? Check(CustomerState state, TokenHash token, DateTimeOffset now) =>
        state.Status == CustomerStatus.Active && Find(state, token, now) is not null
            ? null
            : CustomerErrors.InvalidToken;

    /// <summary>The events that end all sessions but one.</summary>
    public static IEnumerable<CustomerEvent> EndAll(CustomerState state, TokenHash? kept, DateTimeOffset now) =>
        state.Sessions
            .Where(session => kept is null || (session.Hash != kept && session.Earlier?.Access != kept))
            .Select(session => new TokenRevoked(session.Hash) { At = now });

    public static DateTimeOffset ToHour(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % UsePrecision.Ticks), TimeSpan.Zero);

    /// <summary>The program's name as it is kept; null if it cannot be shown.</summary>
    public static string? ToStored(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent) || !PlainText.IsHarmless(userAgent)) return null;
        var text = PlainText.Normalize(userAgent);
        if (text.Length <= CustomerLimits.UserAgentMax) return text;

        // Not between the halves of a surrogate pair.
        var length = CustomerLimits.UserAgentMax;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static bool IsRepetition(CustomerSession session, RefreshSession command, DateTimeOffset now) =>
        session.Earlier is { } earlier && earlier.Refresh == command.Presented && session.Hash == command.Access &&
        (now - session.AddedAt < Grace || (command.Operation is { } operation && earlier.Operation == operation));

    private static CustomerSession? Find(CustomerState state, TokenHash token, DateTimeOffset now) =>
        state.Sessions.FirstOrDefault(session =>
            (session.Hash == token && now < session.AccessEndsAt) ||
            (session.Earlier?.Access == token && now - session.AddedAt < Grace));
}
