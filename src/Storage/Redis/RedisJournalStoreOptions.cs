using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage.Redis;

/// <summary>Settings of the Redis store.</summary>
public sealed class RedisJournalStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Redis";

    /// <summary>
    /// Where Redis is, in StackExchange.Redis' notation.
    /// <value>Default: <c>Redis:ConnectionString</c> if that is configured, else <c>127.0.0.1:6379</c>.</value>
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "127.0.0.1:6379";

    /// <summary>
    /// The beginning of every key, one per cluster: clusters that share a Redis must not share journals.
    /// <value>Default: <c>shop</c>.</value>
    /// </summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string KeyPrefix { get; set; } = "shop";

    /// <summary>
    /// After this an append's outcome counts as unknown, and a read as failed. <value>Default: 5 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What Redis' settings must guarantee for the store to open. <value>Default: <see cref="RedisDurability.Always"/>.</value>
    /// </summary>
    [EnumDataType(typeof(RedisDurability))]
    public RedisDurability Durability { get; set; } = RedisDurability.Always;

    /// <summary>
    /// Opens without looking at Redis' settings, for services that forbid CONFIG; someone else must then have checked
    /// them. <value>Default: false.</value>
    /// </summary>
    public bool TrustServerSettings { get; set; }
}

/// <summary>What Redis' settings must guarantee. Eviction is refused in every case.</summary>
public enum RedisDurability
{
    /// <summary>An acknowledged append survives a power failure: append-only file, synced before each answer.</summary>
    Always = 0,

    /// <summary>
    /// An append-only file is kept; up to some seconds of acknowledged appends may be lost with the machine.
    /// </summary>
    EverySecond = 1,

    /// <summary>Nothing is kept: for tests and development.</summary>
    None = 2,
}
