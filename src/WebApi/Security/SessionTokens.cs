namespace ShopActors.WebApi.Security;

/// <summary>
/// The tokens of a session. The first ones follow from the command that begins it, later ones from the refresh token
/// that was used: a repeated request gets the same ones, although only their hashes are stored.
/// </summary>
internal sealed record SessionTokens(AccessToken Access, RefreshToken Refresh)
{
    /// <summary>The tokens of a session that begins.</summary>
    /// <param name="context">The request: its idempotency key and client decide the secret.</param>
    /// <param name="customer">Whose session it is.</param>
    /// <param name="operation">The command that begins it.</param>
    public static SessionTokens Begin(HttpContext context, CustomerId customer, OperationId operation) => From(
        customer, SessionId.For(operation), context, Convert.ToHexString(NewOwner.SecretOf(context)));

    /// <summary>The tokens after these.</summary>
    public static SessionTokens After(HttpContext context, RefreshToken used) =>
        From(used.Customer, used.Session, context, used.Reveal());

    /// <summary>The session as the customer's grain stores it.</summary>
    public NewSession ToNewSession(HttpContext context) => new()
    {
        Id = Refresh.Session,
        Access = Access.Hash,
        Refresh = Refresh.Hash,
        UserAgent = context.Request.Headers.UserAgent.ToString() is { Length: > 0 } program ? program : null,
    };

    private static SessionTokens From(CustomerId customer, SessionId session, HttpContext context, string secret)
    {
        var seal = context.RequestServices.GetRequiredService<IdSeal>();
        return new(
            AccessToken.NewCustomer(customer, seal.Derive("access", customer.Value, session.Value, secret), seal),
            RefreshToken.Create(
                customer, session, seal.Derive("refresh", customer.Value, session.Value, secret), seal));
    }
}
