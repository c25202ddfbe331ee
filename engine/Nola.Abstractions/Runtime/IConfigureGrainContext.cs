namespace Orleans.Runtime;

/// <summary>Prepares the context of each new activation of a grain type, before its grain object is made.</summary>
public interface IConfigureGrainContext
{
    /// <summary>Prepares one.</summary>
    void Configure(IGrainContext context);
}
