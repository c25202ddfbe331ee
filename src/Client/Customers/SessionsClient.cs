namespace ShopActors.Client;

/// <summary>Signing in and out, and the sessions of customers.</summary>
public sealed class SessionsClient
{
    private readonly Caller _caller;

    internal SessionsClient(Caller caller) => _caller = caller;

    /// <summary>
    /// Signs a customer in. Call <see cref="ShopClient.WithToken"/> with the <see cref="Session.Token"/>, and keep the
    /// <see cref="Session.RefreshToken"/>.
    /// </summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Session> SignInAsync(
        string email, string password, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "sessions", new() { Email = email, Password = password }, ShopJson.Default.SignInRequest,
            ShopJson.Default.Session, options, cancellationToken);

    /// <summary>
    /// Signs a customer in with the ID token of an OpenID provider; the first time registers the customer.
    /// </summary>
    /// <param name="idToken">The ID token that the provider has issued for the shop's client.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Session> SignInWithOpenIdAsync(
        string idToken, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "sessions/openid", new() { IdToken = idToken }, ShopJson.Default.IdTokenRequest,
            ShopJson.Default.Session, options, cancellationToken);

    /// <summary>Replaces the tokens of a session. The refresh token is not accepted again.</summary>
    /// <param name="refreshToken">The session's refresh token.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Session> RefreshAsync(
        string refreshToken, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "sessions/refresh", new() { RefreshToken = refreshToken },
            ShopJson.Default.RefreshRequest, ShopJson.Default.Session, options, cancellationToken);

    /// <summary>Ends the session of the client's token.</summary>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SignOutAsync(WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync("sessions/current", options, cancellationToken);

    /// <summary>Lists a customer's sessions, latest first.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CustomerSessions> ListAsync(string userId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"users/{userId}/sessions"), ShopJson.Default.CustomerSessions, cancellationToken);

    /// <summary>Ends a session.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EndAsync(
        string userId, string sessionId, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"users/{userId}/sessions/{sessionId}"), options, cancellationToken);
}
