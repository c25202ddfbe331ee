namespace ShopActors.Client;

/// <summary>How to send one write.</summary>
public record WriteOptions
{
    /// <summary>
    /// Names the command: the shop executes it once, however often it is sent. Give a key that you have stored when a
    /// command must survive a crash of your program; it must be random, and new for each command.
    /// </summary>
    /// <value>Null: 16 random bytes, drawn for each call.</value>
    public string? IdempotencyKey { get; init; }
}
