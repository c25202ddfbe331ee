namespace ShopActors.WebApi.Security;

/// <summary>The holder of the configured operators' token, with every scope.</summary>
internal static class OperatorCaller
{
    /// <summary>The name under which the log of operators has the configured token.</summary>
    public const string Name = "configured token";

    public static Caller Instance { get; } = Caller.Ops(new PrincipalId("ops"), Scopes.All);
}
