namespace Orleans.Configuration;

/// <summary>Names the silo.</summary>
public sealed class SiloOptions
{
    /// <summary>The name of the silo, for people.</summary>
    /// <value>Default: null: <c>Silo_</c> and five hex digits.</value>
    public string? SiloName { get; set; }
}
