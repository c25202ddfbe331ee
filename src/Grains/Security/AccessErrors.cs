namespace ShopActors;

/// <summary>Refusals shared by all areas.</summary>
internal static class AccessErrors
{
    /// <summary>An operator lacks a scope.</summary>
    public static ShopError Forbidden(string scope) =>
        ShopError.Never(ErrorCode.Forbidden, "The caller lacks a scope.").With(ErrorDetails.Scope, scope);
}
