namespace ShopActors;

/// <summary>Refusals shared by all areas.</summary>
internal static class AccessErrors
{
    /// <summary>An operator lacks a scope.</summary>
    public static ShopError Forbidden(string scope) =>
        new ShopError { Code = "access.forbidden", Message = "The caller lacks a scope." }.With("scope", scope);
}
