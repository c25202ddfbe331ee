using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Customers;

/// <summary>The credentials of a customer.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Password">The password.</param>
/// <example>{ "email": "ada@example.com", "password": "an engine that weaves" }</example>
internal sealed record SignInRequest(
    [StringLength(CustomerLimits.EmailMax, MinimumLength = 3)] string Email,
    [StringLength(PasswordForm.UnitsMax)] string Password)
{
    public override string ToString() => nameof(SignInRequest);
}

/// <summary>The replacement of a session's tokens.</summary>
/// <param name="RefreshToken">The session's refresh token.</param>
internal sealed record RefreshRequest([StringLength(AccessToken.TextMax)] string RefreshToken)
{
    public override string ToString() => nameof(RefreshRequest);
}

/// <summary>A session with its tokens, which are shown once.</summary>
/// <param name="Token">The access token, for the `Authorization` header.</param>
/// <param name="ExpiresAt">Until when the access token is accepted.</param>
/// <param name="RefreshToken">The token for the next tokens, accepted once within 30 days.</param>
/// <param name="User">The customer.</param>
internal sealed record SessionBody(
    [StringLength(AccessToken.TextMax)] string Token,
    DateTimeOffset ExpiresAt,
    [StringLength(AccessToken.TextMax)] string RefreshToken,
    CustomerBody User)
{
    public static SessionBody Of(SignedIn session, SessionTokens tokens) => new(
        tokens.Access.Reveal(), session.ExpiresAt, tokens.Refresh.Reveal(), CustomerBody.Of(session.Customer));

    // Leaves the tokens out.
    public override string ToString() => nameof(SessionBody);
}

/// <summary>The sessions of a customer.</summary>
/// <param name="Items">The sessions, latest first.</param>
internal sealed record SessionListBody(IReadOnlyList<SessionEntryBody> Items);

/// <summary>A session.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">When it was last used, to the hour.</param>
/// <param name="UserAgent">The program that began it.</param>
/// <param name="Current">Whether it is the session of this request.</param>
internal sealed record SessionEntryBody(
    [TextOf<SessionId>] string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    [StringLength(CustomerLimits.UserAgentMax)] string? UserAgent,
    bool Current)
{
    public static SessionEntryBody Of(SessionSnapshot session) => new(
        session.Id.Value, session.CreatedAt, session.LastUsedAt, session.UserAgent, session.IsCurrent);
}
