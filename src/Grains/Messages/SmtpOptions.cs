using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>The mail server that takes messages.</summary>
public sealed class SmtpOptions
{
    /// <summary>The server's name.</summary>
    /// <value>Default: none; required with SMTP.</value>
    public string? Host { get; set; }

    /// <summary>The server's port.</summary>
    /// <value>Default: 587.</value>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    /// <value>Default: <see cref="SmtpSecurity.StartTls"/>.</value>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The account.</summary>
    /// <value>Default: none; the server takes messages without one.</value>
    public string? User { get; set; }

    /// <summary>The account's password.</summary>
    /// <value>Default: none.</value>
    public string? Password { get; set; }

    /// <summary>The time for one message.</summary>
    /// <value>Default: 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:12")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine.</summary>
    None = 0,

    /// <summary>By TLS, which begins after the greeting; a server without it is refused.</summary>
    StartTls = 1,

    /// <summary>By TLS from the start.</summary>
    Tls = 2,
}
