using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>How messages are sent to customers.</summary>
public sealed class MessageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Messages";

    /// <summary>By what means.</summary>
    /// <value>
    /// Default: in Development <see cref="MessageMeans.File"/>, elsewhere <see cref="MessageMeans.None"/>.
    /// </value>
    [EnumDataType(typeof(MessageMeans))]
    public MessageMeans? Sender { get; set; }

    /// <summary>The folder of the files.</summary>
    /// <value>Default: <c>messages</c> in <c>Storage:Path</c>.</value>
    public string? Folder { get; set; }

    /// <summary>The sender's address.</summary>
    /// <value>Default: <c>shop@localhost</c>; required to be another one with SMTP.</value>
    [Required]
    public string From { get; set; } = DefaultFrom;

    /// <summary>The shop's name, as messages show it.</summary>
    /// <value>Default: <c>ShopActors</c>.</value>
    [Required, StringLength(100)]
    public string ShopName { get; set; } = "ShopActors";

    /// <summary>
    /// The page that verifies an e-mail address, with <c>{token}</c> where the token belongs. It sends the token to
    /// <c>POST /email-verifications</c>.
    /// </summary>
    /// <value>Default: none; the message contains the token alone.</value>
    public string? VerificationLink { get; set; }

    /// <summary>
    /// The page that asks for a new password, with <c>{token}</c> where the token belongs. It sends both to
    /// <c>PUT /password-resets/{token}</c>.
    /// </summary>
    /// <value>Default: none; the message contains the token alone.</value>
    public string? ResetLink { get; set; }

    /// <summary>The mail server.</summary>
    public SmtpOptions Smtp { get; } = new();

    internal const string DefaultFrom = "shop@localhost";
}

/// <summary>By what means messages are sent.</summary>
public enum MessageMeans
{
    /// <summary>Not at all: they are tried until they are out of date.</summary>
    None = 0,

    /// <summary>As one file each.</summary>
    File = 1,

    /// <summary>By a mail server.</summary>
    Smtp = 2,
}
