namespace ShopActors;

/// <summary>What a message to a customer is for.</summary>
[GenerateSerializer, Alias("shop.message-kind")]
public enum MessageKind
{
    /// <summary>To verify the e-mail address.</summary>
    Verification = 1,

    /// <summary>To set a new password.</summary>
    PasswordReset = 2,
}
