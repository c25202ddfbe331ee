namespace Orleans.Storage;

/// <summary>Options of a grain storage whose serializer can be chosen.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>The serializer.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
