namespace ShopActors.TestKit;

/// <summary>Operators as tests need them.</summary>
internal static class Operators
{
    /// <summary>An operator with every scope.</summary>
    public static Caller All { get; } = Caller.Ops(new("ops"), Scopes.All);
}
