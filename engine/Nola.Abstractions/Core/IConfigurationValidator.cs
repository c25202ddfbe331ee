namespace Orleans;

/// <summary>Checks the configuration when silo or client starts.</summary>
public interface IConfigurationValidator
{
    /// <summary>
    /// Throws <see cref="Runtime.OrleansConfigurationException"/> where the configuration is invalid.
    /// </summary>
    void ValidateConfiguration();
}
