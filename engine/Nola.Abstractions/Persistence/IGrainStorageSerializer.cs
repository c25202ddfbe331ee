namespace Orleans.Storage;

/// <summary>Turns states into bytes for grain storage.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>The bytes of a state.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>The state of the bytes.</summary>
    T? Deserialize<T>(BinaryData input);
}
