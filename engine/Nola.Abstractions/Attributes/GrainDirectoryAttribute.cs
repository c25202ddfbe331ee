namespace Orleans.GrainDirectory;

/// <summary>The grain directory of a grain class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainDirectoryAttribute : Attribute
{
    /// <summary>The directory that is used where none is named.</summary>
    public const string DEFAULT_GRAIN_DIRECTORY = "default";

    /// <summary>Names the default directory.</summary>
    public GrainDirectoryAttribute()
        : this(DEFAULT_GRAIN_DIRECTORY)
    {
    }

    /// <summary>Names a directory.</summary>
    public GrainDirectoryAttribute(string grainDirectoryName) => GrainDirectoryName = grainDirectoryName;

    /// <summary>The directory's name.</summary>
    public string GrainDirectoryName { get; set; }
}
