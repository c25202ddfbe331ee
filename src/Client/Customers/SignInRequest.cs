namespace ShopActors.Client;

/// <summary>The credentials of a customer.</summary>
internal sealed record SignInRequest
{
    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }
}
